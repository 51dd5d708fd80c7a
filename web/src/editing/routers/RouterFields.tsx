import { useTranslation } from '~/i18n/useTranslation';
import { EditFlag, EditSelect, EditText, FieldGroup, MoreFields } from '../EditFields';
import { useFields } from '../EditorContext';
import { KEY, loginOf, PASSWORD } from './routerDraft';

const MAX_PORT = 65_535;
const MAX_SESSIONS = 4;

/** The fields that show their own error. */
export const routerFields = [
  'id', 'name', 'host', 'protocol', 'port', 'username', 'password', 'private_key_file', 'private_key_passphrase', 'uplinks',
  'change_username', 'change_password', 'host_key_fingerprint', 'max_sessions',
] as const;

const folded = ['change_username', 'change_password', 'host_key_fingerprint', 'max_sessions'];

/** Everything of a router, what few need folded away. */
export function RouterFields({ isNew }: { readonly isNew: boolean }) {
  const { t } = useTranslation();
  const { draft, errors } = useFields();
  const isSsh = draft.protocol !== 'telnet';
  return (
    <>
      <FieldGroup title={t('routerForm.which')}>
        <EditText name="name" label={t('routerForm.name')} required maxLength={256} />
        {isNew && <EditText name="id" label={t('routerForm.id')} hint={t('routerForm.idHint')} required maxLength={64} pattern="[a-z0-9_\-]+" />}
        <EditText name="uplinks" label={t('routerForm.uplinks')} hint={t('routerForm.uplinksHint')} />
      </FieldGroup>
      <FieldGroup title={t('routerForm.where')}>
        <EditText name="host" label={t('routerForm.host')} placeholder={t('routerForm.hostExample')} required maxLength={253} />
        <EditSelect name="protocol" label={t('routerForm.protocol')}>
          <option value="ssh">{t('routerForm.ssh')}</option>
          <option value="telnet">{t('routerForm.telnet')}</option>
        </EditSelect>
        <EditText name="port" label={t('routerForm.port')} type="number" min={1} max={MAX_PORT} required />
      </FieldGroup>
      <LoginFields isNew={isNew} isSsh={isSsh} />
      <MoreFields title={t('routerForm.more')} isOpen={folded.some((field) => field in errors)}>
        <FieldGroup title={t('routerForm.changes')}>
          <EditText name="change_username" label={t('routerForm.changeUsername')} hint={t('routerForm.changeHint')} autoComplete="off" />
          <EditText
            name="change_password"
            label={t('routerForm.changePassword')}
            type="password"
            autoComplete="new-password"
            hint={isNew ? t('routerForm.passwordHint') : t('routerForm.passwordKept')}
          />
        </FieldGroup>
        <FieldGroup title={t('routerForm.connections')}>
          {isSsh && <EditText name="host_key_fingerprint" label={t('routerForm.fingerprint')} hint={t('routerForm.fingerprintHint')} placeholder={t('routerForm.fingerprintExample')} />}
          <EditText name="max_sessions" label={t('routerForm.maxSessions')} hint={t('routerForm.maxSessionsHint')} type="number" min={1} max={MAX_SESSIONS} required />
        </FieldGroup>
        {isSsh && <EditFlag name="allow_legacy_algorithms" label={t('routerForm.legacy')} hint={t('routerForm.legacyHint')} />}
      </MoreFields>
    </>
  );
}

function LoginFields({ isNew, isSsh }: { readonly isNew: boolean; readonly isSsh: boolean }) {
  const { t } = useTranslation();
  const { draft } = useFields();
  const isKey = loginOf(draft) === KEY;
  const secretHint = isNew ? t('routerForm.passwordHint') : t('routerForm.passwordKept');
  return (
    <FieldGroup title={t('routerForm.login')}>
      <EditText name="username" label={t('routerForm.username')} hint={t('routerForm.usernameHint')} required autoComplete="off" />
      {isSsh && (
        <EditSelect name="login" label={t('routerForm.loginBy')}>
          <option value={PASSWORD}>{t('routerForm.byPassword')}</option>
          <option value={KEY}>{t('routerForm.byKey')}</option>
        </EditSelect>
      )}
      {!isKey && <EditText name="password" label={t('routerForm.password')} type="password" autoComplete="new-password" required={isNew} hint={secretHint} />}
      {isKey && <EditText name="private_key_file" label={t('routerForm.keyFile')} hint={t('routerForm.keyFileHint')} placeholder={t('routerForm.keyFileExample')} required />}
      {isKey && <EditText name="private_key_passphrase" label={t('routerForm.passphrase')} type="password" autoComplete="new-password" hint={isNew ? t('routerForm.passphraseHint') : t('routerForm.passwordKept')} />}
    </FieldGroup>
  );
}
