import { useTranslation } from '~/i18n/useTranslation';
import { TextAreaField } from '~/design/Field';
import styles from './PemField.module.css';

// The server takes 64 KiB of PEM and says so: more need not be read from the disk.
const MAX_FILE_BYTES = 256 * 1024;

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly fileLabel: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

/** A text in PEM: pasted, or read from a file of this computer. Nothing is kept beyond the form. */
export function PemField({ label, hint, fileLabel, value, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.pem}>
      <TextAreaField label={label} hint={hint} error={error} value={value} onChange={(event) => onChange(event.target.value)} rows={5} spellCheck={false} autoComplete="off" required />
      <label className={styles.file}>
        <span>{t('certificates.orFile')}</span>
        <input
          type="file"
          aria-label={fileLabel}
          accept=".pem,.crt,.cer,.key,text/plain"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) void file.slice(0, MAX_FILE_BYTES).text().then(onChange);
          }}
        />
      </label>
    </div>
  );
}
