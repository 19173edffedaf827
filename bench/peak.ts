import { readFileSync } from 'node:fs';

/**
 * The most bytes that this process ever had in memory. Linux hands `maxRSS` on from the process that started it, with
 * whatever that one had; `VmHWM` is its own. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('/proc/self/status does not say VmHWM');
  return Number(kilobytes) * 1024;
}
