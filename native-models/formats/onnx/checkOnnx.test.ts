import { describe, expect, it } from 'vitest';
import { checkOnnx } from './checkOnnx.ts';
import type { OnnxGraph, OnnxNode } from './OnnxGraph.ts';

const value = (name: string) => ({ name, type: 'float32', shape: [2] }) as const;
const node = (inputs: string[], outputs: string[], attributes: OnnxNode['attributes'] = {}): OnnxNode => ({
  op: 'Neg',
  domain: '',
  inputs,
  outputs,
  attributes,
});
const graph = (changes: Partial<OnnxGraph>): OnnxGraph => ({
  name: 'test',
  inputs: [value('x')],
  outputs: [value('y')],
  nodes: [node(['x'], ['y'])],
  initializers: [],
  ...changes,
});
const constant = { name: 'c', type: 'float32', shape: [2, 3], data: new Uint8Array(24) } as const;

describe('checkOnnx', () => {
  it('takes a sound graph, left out optional inputs and outputs included', () => {
    checkOnnx(graph({}));
    checkOnnx(graph({ nodes: [node(['x', '', 'c'], ['', 'y'])], initializers: [constant] }));
  });

  it.each([
    ['a name that nothing makes', { nodes: [node(['z'], ['y'])] }, /reads "z"/],
    ['a name before it is made', { nodes: [node(['y'], ['z']), node(['x'], ['y'])] }, /reads "y"/],
    ['a name made twice', { nodes: [node(['x'], ['y']), node(['x'], ['y'])] }, /"y" is given twice/],
    ['an input named like a constant', { initializers: [{ ...constant, name: 'x' }] }, /"x" is given twice/],
    ['an output that nothing makes', { outputs: [value('z')] }, /makes the output "z"/],
    ['a node without a result', { nodes: [node(['x'], ['']), node(['x'], ['y'])] }, /makes nothing/],
    ['too few bytes', { initializers: [{ ...constant, data: new Uint8Array(20) }] }, /has 20 bytes.*asks for 24/],
    ['a shape beyond counting', { initializers: [{ ...constant, shape: [2 ** 30, 2 ** 30] }] }, /asks for/],
    ['a constant in another folder', { initializers: [{ ...constant, data: { file: '../c', offset: 0, byteLength: 24 } }] }, /outside/],
    ['a constant before its file', { initializers: [{ ...constant, data: { file: 'c', offset: -1, byteLength: 24 } }] }, /outside/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => checkOnnx(graph(changes as Partial<OnnxGraph>))).toThrow(message);
  });

  it('lets a branch read what was made before it, and nobody else what a branch makes', () => {
    const branch = { nodes: [node(['x'], ['inner'])], outputs: ['inner'] };
    checkOnnx(graph({ nodes: [node(['x'], ['y'], { then_branch: branch, else_branch: branch })] }));
    expect(() => checkOnnx(graph({ nodes: [node(['x'], ['z'], { then_branch: branch }), node(['inner'], ['y'])] }))).toThrow(/"inner"/);
    const broken = { nodes: [node(['x'], ['inner'])], outputs: ['other'] };
    expect(() => checkOnnx(graph({ nodes: [node(['x'], ['y'], { then_branch: broken })] }))).toThrow(/"other"/);
  });
});
