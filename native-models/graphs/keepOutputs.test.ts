import { expect, it } from 'vitest';
import { checkOnnx } from '../formats/onnx/checkOnnx.ts';
import type { OnnxGraph, OnnxNode } from '../formats/onnx/OnnxGraph.ts';
import { keepOutputs } from './keepOutputs.ts';

const node = (inputs: string[], outputs: string[], attributes: OnnxNode['attributes'] = {}, op = 'Any'): OnnxNode => ({
  op, domain: '', inputs, outputs, attributes,
});
const value = (name: string) => ({ name, type: 'float32' as const, shape: ['S'] });
const constant = (name: string) => ({ name, type: 'float32' as const, shape: [1], data: new Uint8Array(4) });
const branch = {
  nodes: [node(['a', 'c'], ['t1']), node(['a', 'd'], ['t2'])],
  outputs: ['t1', 't2'],
};

const graph: OnnxGraph = {
  name: 'test',
  inputs: [value('x'), value('only for more')],
  outputs: [value('answer'), value('more')],
  initializers: [constant('c'), constant('d'), constant('e')],
  nodes: [
    node(['x'], ['a', '', 'extra']),
    node(['x'], ['s1', 's2'], {}, 'Split'),
    node(['a'], ['i1', 'i2'], { then_branch: branch, else_branch: branch }, 'If'),
    node(['i1', 's1'], ['answer']),
    node(['i2', 'extra', 'only for more', 'e'], ['more']),
  ],
};

it('leaves out what served other outputs alone, in branches, too', () => {
  const kept = keepOutputs(graph, ['answer']);
  checkOnnx(kept);
  expect(kept.outputs.map(({ name }) => name)).toEqual(['answer']);
  expect(kept.inputs.map(({ name }) => name)).toEqual(['x']);
  expect(kept.initializers.map(({ name }) => name)).toEqual(['c']);
  expect(kept.nodes.map(({ outputs }) => outputs)).toEqual([['a'], ['s1', 's2'], ['i1'], ['answer']]);
  expect(kept.nodes[2]!.attributes['then_branch']).toEqual({ nodes: [branch.nodes[0]], outputs: ['t1'] });
});

it('leaves a graph of which everything is wanted as it is', () => {
  expect(keepOutputs(graph, ['answer', 'more'])).toEqual(graph);
});
