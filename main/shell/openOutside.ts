import { AppError } from '../../app/contract/AppError.ts';

/** Opens a web page in the person's browser. Any other scheme could start a program, and is refused. */
export async function openOutside(shell: { openExternal(url: string): Promise<void> }, url: string): Promise<void> {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) {
    throw new AppError('bad-request', 'Only web pages are opened outside Headwater. Nothing was opened.');
  }
  await shell.openExternal(parsed.href);
}
