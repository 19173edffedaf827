/** As `package.json` has it; a test compares them, so that no command reads a file for it. */
export const VERSION = '0.1.0';
