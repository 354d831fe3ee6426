/**
 * GPT-2's way to write bytes as visible characters, by byte: printable Latin-1 stands for itself, the 68 others are
 * shifted to U+0100 and on (`bytes_to_unicode` of openai/gpt-2 encoder.py).
 */
export const byteAlphabet: readonly string[] = (() => {
  let shifted = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const visible = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    return String.fromCharCode(visible ? byte : shifted++);
  });
})();
