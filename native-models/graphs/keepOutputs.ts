import type { OnnxAttribute, OnnxBranch, OnnxGraph, OnnxNode } from '../formats/onnx/OnnxGraph.ts';

/** Operators of which each output counts: none can be left out by leaving its name empty. */
const ALL_OUTPUTS: ReadonlySet<string> = new Set(['Split']);

/**
 * A graph without some of its outputs, and without what served those alone: operators, branches' results, constants and
 * inputs.
 *
 * @param wanted names of the outputs that stay
 */
export function keepOutputs(graph: OnnxGraph, wanted: readonly string[]): OnnxGraph {
  const used = new Set(wanted);
  const nodes = keepNodes(graph.nodes, used);
  return {
    ...graph,
    nodes,
    outputs: graph.outputs.filter(({ name }) => wanted.includes(name)),
    inputs: graph.inputs.filter(({ name }) => used.has(name)),
    initializers: graph.initializers.filter(({ name }) => used.has(name)),
  };
}

/** The nodes that lead to names in `used`, to which it adds what they read. */
function keepNodes(nodes: readonly OnnxNode[], used: Set<string>): OnnxNode[] {
  const kept: OnnxNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((name) => used.has(name))) continue;
    const keeper = keepNode(node, used);
    for (const name of keeper.inputs) used.add(name);
    kept.push(keeper);
  }
  return kept.toReversed();
}

function keepNode(node: OnnxNode, used: Set<string>): OnnxNode {
  if (ALL_OUTPUTS.has(node.op)) return node;
  if (!Object.values(node.attributes).some(isBranch)) {
    const outputs = node.outputs.map((name) => (used.has(name) ? name : ''));
    return { ...node, outputs: outputs.slice(0, outputs.findLastIndex((name) => name !== '') + 1) };
  }
  const places = node.outputs.flatMap((name, place) => (used.has(name) ? [place] : []));
  const keepBranch = ({ nodes, outputs }: OnnxBranch): OnnxBranch => {
    const results = places.map((place) => outputs[place]!);
    for (const name of results) used.add(name);
    return { nodes: keepNodes(nodes, used), outputs: results };
  };
  const attributes = Object.fromEntries(
    Object.entries(node.attributes).map(([name, value]) => [name, isBranch(value) ? keepBranch(value) : value]),
  );
  return { ...node, outputs: places.map((place) => node.outputs[place]!), attributes };
}

function isBranch(value: OnnxAttribute): value is OnnxBranch {
  return typeof value === 'object' && 'nodes' in value;
}
