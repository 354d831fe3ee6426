/** Under this name the sample of a voice is read; it is no message of a conversation. */
export const VOICE_SAMPLE = 'voice-sample';

const SENTENCES: Readonly<Record<string, string>> = {
  de: 'So klinge ich. Ich lese vor, was hier geschrieben steht.',
  en: 'This is how I sound. I read aloud what is written here.',
  es: 'Así sueno yo. Leo en voz alta lo que está escrito aquí.',
  fr: 'Voici comment je parle. Je lis à voix haute ce qui est écrit ici.',
  it: 'Ecco come parlo. Leggo ad alta voce quello che è scritto qui.',
  ja: 'これが私の声です。ここに書かれていることを読み上げます。',
  ko: '제 목소리는 이렇습니다. 여기에 쓰인 것을 소리 내어 읽어 드립니다.',
  nl: 'Zo klink ik. Ik lees voor wat hier geschreven staat.',
  pl: 'Tak brzmi mój głos. Czytam na głos to, co jest tu napisane.',
  pt: 'É assim que eu falo. Leio em voz alta o que está escrito aqui.',
  ru: 'Вот как я звучу. Я читаю вслух то, что здесь написано.',
  uk: 'Ось як я звучу. Я читаю вголос те, що тут написано.',
  zh: '这就是我的声音。我会朗读这里写的内容。',
};

/** A sentence or two for a voice to be heard by, in its own language where that is known. `language`: `de`, `de_DE`, `de-at`. */
export function sampleSentence(language: string | undefined): string {
  const [code = ''] = (language ?? 'en').toLowerCase().split(/[-_]/);
  return SENTENCES[code === 'cmn' ? 'zh' : code] ?? SENTENCES['en'] ?? '';
}
