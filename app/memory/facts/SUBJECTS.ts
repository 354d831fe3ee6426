/** Subject of what a person told the assistant to do always, or never. */
export const RULE = 'rule for the assistant';
/** Subject of what a person said to remember, whatever it is about. */
export const NOTE = 'note';
export const LIKES = 'user likes';
export const DISLIKES = 'user dislikes';
export const ALLERGY = "user's allergy";
export const LANGUAGE = 'user speaks';
