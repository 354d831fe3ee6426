"""Writes default.json: what `transformers` answers, greedily, with the default model.

    python native-models/golden/makeDefault.py path/to/SmolLM2-135M-Instruct.Q4_1.gguf

The weights are the dequantised ones of the file, in fp32. Each of the 20 prompts goes through the file's own chat
template and is continued by 200 tokens, always 200: the end-of-turn token is a token like any other here, what follows
it is simply the most probable text. Then the whole of prompt and continuation is run once more in one pass, and for
each of the 200 positions the margin between the best and the second-best logit of that pass is kept: where it is tiny,
another order of summation may choose the other token.
"""

import hashlib
import json
import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

NEW_TOKENS = 200

SYSTEM = {"role": "system", "content": "You answer briefly and say so when you do not know."}


def user(text: str) -> dict:
    return {"role": "user", "content": text}


def assistant(text: str) -> dict:
    return {"role": "assistant", "content": text}


PROMPTS = [
    [user("What is the capital of Portugal, and which river runs through it?")],
    [user("Explain in simple words why the sky is blue.")],
    [SYSTEM, user("Who wrote Middlemarch?")],
    [user("Write a Python function that returns the n-th Fibonacci number.")],
    [user("Write a short story about a lighthouse keeper who finds a letter in a bottle.")],
    [user("Translate into French: The train leaves at seven in the morning.")],
    [user("What is 17 * 23? Show your work step by step.")],
    [user("List five things to pack for a walk in the mountains in November.")],
    [user("My name is Ada and I live in Turin."), assistant("Nice to meet you, Ada!"), user("Where do I live?")],
    [SYSTEM, user("Summarise: The mill stood by the river for two hundred years. In the flood of 1953 its wheel was torn "
                  "away, and the miller's son, who had never wished to be a miller, became a schoolteacher.")],
    [user("Give me a JSON object with the keys name, age and city for a made-up person.")],
    [user("What are the differences between TCP and UDP?")],
    [user("Write a haiku about the first snow.")],
    [user("Correct the grammar: he go to school yesterday and buyed two book.")],
    [user("Was bedeutet das Wort „Fernweh“? 😀 Bitte erkläre es auf Englisch.")],
    [user("Is 2024 a leap year? Why?")],
    [user("Write an email to my landlord: the heating has been broken since Monday."), assistant("Dear Mr. Brown,\n\nThe "
     "heating in my flat has been broken since Monday. Could you please send someone?\n\nKind regards"),
     user("Make it friendlier.")],
    [user("How does a bicycle stay upright?")],
    [user("SELECT name FROM users WHERE age > 30;\n\nWhat does this query do?")],
    [SYSTEM, user("Compare cats and dogs as pets."), assistant("Cats are independent; dogs need company."),
     user("Which one for a small flat, and why? Answer in two sentences.")],
]


def main(file: Path) -> None:
    torch.set_grad_enabled(False)
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32).eval()
    assert len(tokenizer.encode("1953", add_special_tokens=False)) == 4, "SmolLM2 splits numbers into digits"
    cases = []
    for messages in PROMPTS:
        prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_dict=False)
        tokens = torch.tensor([prompt])
        written = model.generate(tokens, attention_mask=torch.ones_like(tokens), max_new_tokens=NEW_TOKENS,
                                 min_new_tokens=NEW_TOKENS, do_sample=False, eos_token_id=None, repetition_penalty=1.0,
                                 suppress_tokens=None, begin_suppress_tokens=None)[0]
        logits = model(written[None]).logits[0, len(prompt) - 1 : -1]
        best = logits.topk(2).values
        continuation = written[len(prompt) :]
        assert len(continuation) == NEW_TOKENS
        other = int((logits.argmax(-1) != continuation).sum())
        cases.append(dict(messages=messages, prompt=prompt, continuation=continuation.tolist(),
                          margins=[round(x, 5) for x in (best[:, 0] - best[:, 1]).tolist()]))
        print(len(prompt), f"{other} differ in one pass", repr(tokenizer.decode(continuation))[:100], flush=True)
    weights = hashlib.sha256(file.read_bytes()).hexdigest()
    text = json.dumps(dict(weights=weights, cases=cases)).replace('{"messages"', '\n{"messages"') + "\n"
    (Path(__file__).parent / "default.json").write_text(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
