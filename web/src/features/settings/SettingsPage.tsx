import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { controlQuery } from '~/api/control';
import { useMay } from '~/api/roles';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Empty } from '~/design/States';
import { BrowserPanel } from './BrowserPanel';
import { ConfigurationPanel } from './ConfigurationPanel';
import './texts';

/** What this browser remembers, and what the installation is set to. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { data: control } = useQuery(controlQuery);
  const mayRead = useMay('platform');
  return (
    <Page title={t('nav.settings')}>
      <BrowserPanel />
      {control != null &&
        (mayRead ? (
          <ConfigurationPanel />
        ) : (
          <Panel title={t('settings.configuration')}>
            <Empty>{t('settings.needsPlatform')}</Empty>
          </Panel>
        ))}
    </Page>
  );
}
