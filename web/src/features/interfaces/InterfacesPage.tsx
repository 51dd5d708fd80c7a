import { useTranslation } from 'react-i18next';
import { Page } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { useFormats } from '~/i18n/formats';
import { ReadingPanel } from '~/live/ReadingPanel';
import { useFamily } from '~/live/useFamily';
import './texts';
import { InterfaceFilters } from './InterfaceFilters';
import { InterfaceTable } from './InterfaceTable';
import { useInterfaceSearch } from './useInterfaceSearch';

export function InterfacesPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const view = useFamily('interfaces_status');
  const search = useInterfaceSearch(view.reading?.data.interfaces);
  return (
    <Page title={t('nav.interfaces')} aside={<InterfaceFilters search={search} />}>
      <ReadingPanel
        title={t('ports.count', { shown: formats.integer(search.rows.length), all: formats.integer(search.total) })}
        view={view}
        flush
        skeleton={<Skeleton rows={14} />}
      >
        {() => <InterfaceTable search={search} />}
      </ReadingPanel>
    </Page>
  );
}
