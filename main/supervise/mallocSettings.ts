/**
 * Environment of a process that computes: malloc asks for huge pages. A step of the decoder reads all weights, some 125
 * MB as they are packed, and with pages of 4 KiB spends much of its time on finding where they lie: with huge ones a
 * step took 0.8 to 0.9 of the processor's time (one thread, 600 slots); prefill and resident memory stayed as they
 * were.
 * Only glibc reads the variable, when a process starts. It changes nothing where the system gives huge pages to all
 * (`always`) or to nobody (`never`), nor where something else than glibc allocates, as in Electron's processes.
 */
export function mallocSettings(platform: NodeJS.Platform = process.platform): NodeJS.ProcessEnv {
  return platform === 'linux' ? { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } : {};
}
