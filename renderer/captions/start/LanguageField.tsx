import { useId } from 'react';
import { useStore } from 'zustand';
import { useSetting } from '../../settings/useSetting.ts';
import { useApp } from '../../useApp.ts';

/** What is spoken, for a recogniser that can be told; it finds out by itself unless it is. */
export function LanguageField() {
  const { captions } = useApp();
  const languages = useStore(captions.store, ({ status }) => status?.recogniser.languages ?? null);
  const { value, set } = useSetting('captionsLanguage');
  const id = useId();
  if (languages === null || languages.length < 2) return null;
  const known = value !== null && languages.includes(value) ? value : '';
  const named = languages.map((code) => ({ code, name: nameOf(code) })).toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="source-detail">
      <label htmlFor={id}>Language</label>
      <select id={id} value={known} onChange={(event) => set(event.target.value || null)}>
        <option value="">Found out from what is said</option>
        {named.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function nameOf(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(code) ?? code;
  } catch {
    // A code that is none of a language.
    return code;
  }
}
