import type { TranslationLanguage } from './TranslationLanguage.ts';

/** A sentence in one language, with words of which one of each must stand in a translation into it. */
export interface TrialSentence {
  readonly text: string;
  /** none of them is a word of another of our languages that the sentence could have kept */
  readonly words: readonly (readonly string[])[];
}

/**
 * The same three plain sentences in each language: what a model is tried with before it may translate. They are ours, and
 * are in no one's test set.
 */
export const trialSentences: Readonly<Record<TranslationLanguage, readonly [TrialSentence, TrialSentence, TrialSentence]>> = {
  en: [
    { text: 'The cat sleeps in the house.', words: [['cat'], ['house', 'home']] },
    { text: 'I drink a glass of water.', words: [['glass'], ['water']] },
    { text: "Tomorrow the train leaves at eight o'clock.", words: [['tomorrow'], ['eight', '8']] },
  ],
  de: [
    { text: 'Die Katze schläft im Haus.', words: [['katze'], ['haus', 'hause']] },
    { text: 'Ich trinke ein Glas Wasser.', words: [['trinke'], ['wasser']] },
    { text: 'Morgen fährt der Zug um acht Uhr ab.', words: [['zug'], ['acht', '8']] },
  ],
  fr: [
    { text: 'Le chat dort dans la maison.', words: [['chat', 'chatte'], ['maison']] },
    { text: "Je bois un verre d'eau.", words: [['bois'], ['eau']] },
    { text: 'Demain, le train part à huit heures.', words: [['demain'], ['huit', '8']] },
  ],
  es: [
    { text: 'El gato duerme en la casa.', words: [['gato', 'gata'], ['casa']] },
    { text: 'Bebo un vaso de agua.', words: [['bebo', 'tomo'], ['agua']] },
    { text: 'Mañana el tren sale a las ocho.', words: [['tren'], ['ocho', '8']] },
  ],
  it: [
    { text: 'Il gatto dorme in casa.', words: [['gatto', 'gatta'], ['casa']] },
    { text: "Bevo un bicchiere d'acqua.", words: [['bevo'], ['acqua']] },
    { text: 'Domani il treno parte alle otto.', words: [['treno'], ['otto', '8']] },
  ],
  pt: [
    { text: 'O gato dorme na casa.', words: [['gato', 'gata'], ['casa']] },
    { text: 'Eu bebo um copo de água.', words: [['bebo', 'tomo'], ['água']] },
    { text: 'Amanhã o trem parte às oito horas.', words: [['trem', 'comboio'], ['oito', '8']] },
  ],
  nl: [
    { text: 'De kat slaapt in het huis.', words: [['kat', 'poes'], ['huis']] },
    { text: 'Ik drink een glas water.', words: [['ik'], ['glas']] },
    { text: 'Morgen vertrekt de trein om acht uur.', words: [['trein'], ['acht', '8']] },
  ],
  pl: [
    { text: 'Kot śpi w domu.', words: [['kot'], ['domu', 'dom']] },
    { text: 'Piję szklankę wody.', words: [['piję'], ['wody', 'wodę']] },
    { text: 'Jutro pociąg odjeżdża o ósmej.', words: [['pociąg'], ['jutro']] },
  ],
  sv: [
    { text: 'Katten sover i huset.', words: [['katten'], ['huset', 'hemmet']] },
    { text: 'Jag dricker ett glas vatten.', words: [['dricker'], ['vatten']] },
    { text: 'I morgon går tåget klockan åtta.', words: [['tåget'], ['åtta', '8']] },
  ],
};
