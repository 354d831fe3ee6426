/**
 * Runs `work` as a user who may not write to folders of others. Root may write anywhere, so it becomes `nobody` for
 * that time; everybody else stays who they are.
 */
export async function withoutRights<T>(work: () => T | Promise<T>): Promise<T> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}
