import { describe, expect, it } from 'vitest';
import { readChatPieces } from './ChatPieces.ts';

const special = { bos: '<s>', eos: '</s>' };

const CHATML =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

const LLAMA2 =
  "{% if messages[0]['role'] == 'system' %}{% set turns = messages[1:] %}{% set system = messages[0]['content'] %}" +
  "{% else %}{% set turns = messages %}{% set system = '' %}{% endif %}{% for message in turns %}" +
  "{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}" +
  "{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + ('<<SYS>>\n' + system + '\n<</SYS>>\n\n' if loop.index0 == 0 and system else '')" +
  " + message['content'] + ' [/INST]' }}{% else %}{{ ' ' + message['content'] + ' ' + eos_token }}{% endif %}{% endfor %}";

const WITHOUT_SYSTEM =
  "{% for message in messages %}{% if message['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}" +
  "{{ '<' + message['role'] + '>' + message['content'] | trim + '</>' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<assistant>' }}{% endif %}";

describe('readChatPieces', () => {
  it('takes ChatML apart, the closing of the system prompt pinned with it', () => {
    const { system, lead, trim } = readChatPieces(CHATML, special);
    expect(system).toEqual(['<|im_start|>system\n', '<|im_end|>\n']);
    expect(lead('system', 'user', false)).toBe('<|im_start|>user\n');
    expect(lead('user', 'assistant', true)).toBe('<|im_end|>\n<|im_start|>assistant\n');
    expect(lead('user', 'assistant', false)).toBe('<|im_end|>\n<|im_start|>assistant\n');
    expect(lead('assistant', 'user', false)).toBe('<|im_end|>\n<|im_start|>user\n');
    expect(trim('user', ' as it is\n')).toBe(' as it is\n');
  });

  it('keeps roles that repeat apart with an empty message of the other', () => {
    const { lead } = readChatPieces(CHATML, special);
    const [answer, question] = ['<|im_end|>\n<|im_start|>assistant\n', '<|im_end|>\n<|im_start|>user\n'];
    expect(lead('user', 'user', false)).toBe(answer + question);
    expect(lead('assistant', 'assistant', true)).toBe(question + answer);
    expect(lead('system', 'assistant', true)).toBe(`<|im_start|>user\n${answer}`);
  });

  it('follows a template that puts the system prompt into the first message', () => {
    const { system, lead } = readChatPieces(LLAMA2, special);
    expect(system).toEqual(['<s>[INST] <<SYS>>\n', '']);
    expect(lead('system', 'user', false)).toBe('\n<</SYS>>\n\n');
    expect(lead('user', 'assistant', true)).toBe(' [/INST]');
    expect(lead('user', 'assistant', false)).toBe(' [/INST] ');
    expect(lead('assistant', 'user', false)).toBe(' </s><s>[INST] ');
  });

  it('puts the prompt before the first message of a template without a system role, and trims as it does', () => {
    const { system, lead, trim } = readChatPieces(WITHOUT_SYSTEM, special);
    expect(system).toEqual(['<user>', '']);
    expect(lead('system', 'user', false)).toBe('\n\n');
    expect(lead('assistant', 'user', false)).toBe('</><user>');
    expect(trim('user', ' hello \n')).toBe('hello');
    expect(trim('assistant', '\nyes ')).toBe('yes');
  });

  it('refuses a template that leaves messages out or changes their order', () => {
    const onlyLast = "{{ messages[-1]['content'] }}";
    const backwards = "{% for message in messages | reverse %}{{ message['content'] }}{% endfor %}";
    for (const template of [onlyLast, backwards]) {
      expect(() => readChatPieces(template, special)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    }
  });
});
