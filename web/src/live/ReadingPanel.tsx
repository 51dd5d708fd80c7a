import type { ReactNode } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import type { Reading } from '~/api/families';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { describeProblem } from '~/api/describeProblem';
import { Age } from './Age';
import { useDimmed } from './staleness';
import type { FamilyView } from './useFamily';

interface Props<Data> {
  readonly title: string;
  readonly view: FamilyView<Data>;
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly skeleton?: ReactNode;
  readonly children: (data: Data, reading: Reading<Data>) => ReactNode;
}

/** A panel about one reading: skeleton, failure, dimmed when old, and always its age. */
export function ReadingPanel<Data>({ title, view, aside, flush = false, skeleton, children }: Props<Data>) {
  const { t } = useTranslation();
  const { reading, error, pending } = view;
  const dimmed = useDimmed(reading);
  return (
    <Panel
      title={title}
      flush={flush}
      busy={pending}
      dimmed={dimmed}
      aside={
        <>
          {aside}
          {reading !== undefined && <Age reading={reading} />}
        </>
      }
    >
      {reading !== undefined && children(reading.data, reading)}
      {reading === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {reading === undefined && error === null && (skeleton ?? <Skeleton rows={4} />)}
    </Panel>
  );
}
