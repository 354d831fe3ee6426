import type { ReactNode } from 'react';
import type { ExtraProps } from 'react-markdown';
import { CodeBlock } from './CodeBlock.tsx';
import { Formula } from './Formula.tsx';

type Element = NonNullable<ExtraProps['node']>;

/** What stands in a fence: code, or a displayed formula. */
export function PreBlock({ node, children }: { node: Element | undefined; children: ReactNode }) {
  if (!node) return <pre>{children}</pre>;
  const language = languageOf(node);
  const text = textOf(node).replace(/\n$/, '');
  if (language === 'math') return <Formula tex={text} display />;
  const [code] = node.children;
  const coloured = code?.type === 'element' && code.children.some(({ type }) => type === 'element');
  return (
    <CodeBlock code={text} language={language}>
      {/* Without its last line break the caret stands behind the last letter, not below it. */}
      {coloured ? children : <code>{text}</code>}
    </CodeBlock>
  );
}

function textOf(node: Element | Element['children'][number]): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function languageOf(pre: Element): string | null {
  const [code] = pre.children;
  const names = code?.type === 'element' ? code.properties['className'] : null;
  const name = Array.isArray(names) ? names.map(String).find((one) => one.startsWith('language-')) : undefined;
  return name === undefined ? null : name.slice('language-'.length);
}
