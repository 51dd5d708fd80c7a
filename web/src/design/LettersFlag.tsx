import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import form from './Form.module.css';
import { lettersAreOn, switchLetters } from './letterKeys';

/** Whether keys of one letter do anything in this browser. */
export function LettersFlag() {
  const { t } = useTranslation();
  const [letters, setLetters] = useState(lettersAreOn);
  return (
    <label className={form.flag}>
      <input
        type="checkbox"
        checked={letters}
        onChange={(event) => {
          setLetters(event.target.checked);
          switchLetters(event.target.checked);
        }}
      />
      {t('keys.letters')}
    </label>
  );
}
