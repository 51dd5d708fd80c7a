import { Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Beside } from '~/design/Beside';
import { Page } from '~/design/Page';
import { Skeleton } from '~/design/States';
import { useFormats } from '~/i18n/formats';
import { ExportReading } from '~/live/ExportReading';
import { ReadingPanel } from '~/live/ReadingPanel';
import { useFamily } from '~/live/useFamily';
import './texts';
import { exportedColumns } from './columns';
import { InterfaceFilters } from './InterfaceFilters';
import { InterfaceTable } from './InterfaceTable';
import { useInterfaceSearch } from './useInterfaceSearch';

export function InterfacesPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const view = useFamily('interfaces_status');
  const search = useInterfaceSearch(view.reading?.data.interfaces);
  const { name } = useParams({ strict: false });
  return (
    <Page title={t('nav.interfaces')} aside={<InterfaceFilters search={search} />}>
      <Beside
        wide
        list={
          <ReadingPanel
            title={t('ports.count', { shown: formats.integer(search.rows.length), all: formats.integer(search.total) })}
            view={view}
            flush
            skeleton={<Skeleton rows={14} />}
            aside={<ExportReading name="interfaces" columns={exportedColumns} rows={search.rows} />}
          >
            {() => <InterfaceTable search={search} chosen={name} />}
          </ReadingPanel>
        }
        detail={name === undefined ? null : <Outlet />}
      />
    </Page>
  );
}
