import { WeightsFile } from '../graphs/WeightsFile.ts';
import { writeSynced } from './writeSynced.ts';

/**
 * Builds graphs over one file of weights, `<name>.bin`, and writes all of them into `directory`. Each file is on the disk
 * when this returns.
 *
 * @param build puts the weights into the file; gives the graphs by the names of their files
 */
export async function writeGraphs(
  directory: string,
  name: string,
  build: (weights: WeightsFile) => Promise<Readonly<Record<string, Uint8Array>>>,
): Promise<void> {
  const weights = await WeightsFile.create(directory, `${name}.bin`);
  try {
    const graphs = await build(weights);
    await weights.flush();
    for (const [file, graph] of Object.entries(graphs)) await writeSynced(directory, file, graph);
  } finally {
    await weights.close();
  }
}
