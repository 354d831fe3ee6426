/** The sound of `makeWhisper.py`: a sweep that fades beside a warble. 16 kHz. */
export const madeSound = (seconds: number): Float32Array =>
  Float32Array.from({ length: seconds * 16_000 }, (_, n) => {
    const t = n / 16_000;
    return (
      0.3 * Math.sin(2 * Math.PI * (220 * t + 200 * t * t)) * Math.exp(-t) +
      0.05 * Math.sin(3 * n + 40 * Math.sin(0.002 * n))
    );
  });
