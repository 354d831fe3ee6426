import { refusedFile } from '../../formats/refusedFile.ts';
import { checkGraph } from '../checkGraph.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

const about = 'a model of smart-turn';
/** The models in use have 8 to 32 MB. */
const MAX_BYTES = 256 << 20;

/**
 * smart-turn: one graph that hears Whisper's view of the last eight seconds, and tells how likely a turn is complete. It
 * is run by our own process, so what it takes is all there is to check.
 */
export const smartTurn: SpeechFamily = {
  family: 'smart-turn',
  version: 1,
  about,
  async detect(folder) {
    const graphs = folder.files.filter((name) => /^[^/]+\.onnx$/.test(name));
    const [graph] = graphs;
    if (graph === undefined || graphs.length > 1 || folder.has('tokens.txt') || folder.sizeOf(graph) > MAX_BYTES) return null;
    const summary = await folder.onnx(graph);
    if (summary.inputs.join() !== 'input_features') return null;
    checkGraph(summary, graph, about, { inputs: [{ name: 'input_features', type: 'float32', shape: ['batch', 80, 800] }] });
    const [output = ''] = summary.outputs;
    const type = summary.types.get(output);
    if (summary.outputs.length !== 1 || type?.type !== 'float32') throw refusedFile('unsupported', graph, `${about} gives one probability, and this gives ${summary.outputs.join(', ').slice(0, 200) || 'nothing'}`);
    return { name: graph.slice(0, -'.onnx'.length).slice(0, 200), kind: 'turn', files: { 'turn.onnx': { from: graph } }, options: {} };
  },
};
