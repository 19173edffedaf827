/** `outputs` of a metafile of esbuild: what each file that it wrote is made of. */
export type Outputs = Readonly<Record<string, { readonly inputs: object }>>;

/** The npm packages inside, each once. */
export function packagesIn(outputs: Outputs): readonly string[];

/** The packages and folders inside that the function of this provider must not carry, each once. */
export function foreignIn(outputs: Outputs, provider: string): readonly string[];
