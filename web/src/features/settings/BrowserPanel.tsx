import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { SelectField } from '~/design/Field';
import { LettersFlag } from '~/design/LettersFlag';
import { Panel } from '~/design/Panel';
import { forget, recall, RECENT } from '~/design/preferences';
import { chosenTheme, chooseTheme, followBrowser, useTheme } from '~/design/theme';
import { currentLanguage, languages, speak } from '~/i18n';
import styles from './Settings.module.css';

/** What holds for whoever sits at this browser, and is kept nowhere else. */
export function BrowserPanel() {
  const { t } = useTranslation();
  useTheme();
  const theme = chosenTheme() ?? 'browser';
  const [hasRecent, setHasRecent] = useState(() => (recall(RECENT) ?? '') !== '');
  return (
    <Panel title={t('settings.browser')} aside={t('settings.browserNote')}>
      <div className={styles.browser}>
        <SelectField label={t('settings.language')} value={currentLanguage()} onChange={(event) => void speak(languages.find((language) => language === event.target.value) ?? 'pt-BR')}>
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {t(`settings.languages.${language}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('settings.theme')}
          value={theme}
          onChange={(event) => {
            const chosen = event.target.value;
            if (chosen === 'dark' || chosen === 'light') chooseTheme(chosen);
            else followBrowser();
          }}
        >
          <option value="browser">{t('settings.themes.browser')}</option>
          <option value="dark">{t('settings.themes.dark')}</option>
          <option value="light">{t('settings.themes.light')}</option>
        </SelectField>
        <div className={styles.level}>
          <LettersFlag />
        </div>
        <div className={styles.level}>
          <Button
            disabled={!hasRecent}
            onClick={() => {
              forget(RECENT);
              setHasRecent(false);
            }}
          >
            {t('settings.forgetRecent')}
          </Button>
          {!hasRecent && <span className={styles.quiet}>{t('settings.noRecent')}</span>}
        </div>
      </div>
    </Panel>
  );
}
