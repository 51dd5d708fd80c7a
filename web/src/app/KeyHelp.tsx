import { useTranslation } from '~/i18n/useTranslation';
import { Dialog } from '~/design/Dialog';
import { LettersFlag } from '~/design/LettersFlag';
import { sectionKeys } from './keys';
import { useReachable } from './useReachable';
import styles from './KeyHelp.module.css';

/** What the keyboard can do here. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const sections = useReachable().flatMap(({ label }) => {
    const key = sectionKeys[label];
    return key === undefined ? [] : [{ keys: ['g', key], text: t('keys.goTo', { section: t(label) }) }];
  });
  const rows = [{ keys: ['Ctrl', 'K'], text: t('palette.open') }, { keys: ['?'], text: t('keys.help') }, ...sections, { keys: ['Esc'], text: t('keys.close') }];
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className={styles.list}>
        {rows.map(({ keys, text }) => (
          <div key={text} className={styles.row}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <LettersFlag />
    </Dialog>
  );
}
