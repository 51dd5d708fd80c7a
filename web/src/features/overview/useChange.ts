import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { historyQuery } from '~/api/queries';
import { changeOver, mergeLine } from '~/charts/merge';
import { useLive } from '~/live/LiveProvider';
import { useRouterId } from '~/live/routerId';

const CHANGE_SECONDS = 300;
const TOLERANCE_SECONDS = 60;
const STRETCH_SECONDS = 900;
const STEP_SECONDS = 15;
const LIVE_STEP_SECONDS = 10;

/** Subscribers gained or lost within five minutes. The curve's own steps may be too long to tell. */
export function useChange(): number | null {
  const router = useRouterId();
  const live = useLive((snapshot) => snapshot.online);
  const { data: stored } = useQuery(historyQuery('online_total', router, STRETCH_SECONDS, STEP_SECONDS));
  return useMemo(() => changeOver(mergeLine(stored ?? [], live, STEP_SECONDS, LIVE_STEP_SECONDS, 0), CHANGE_SECONDS, TOLERANCE_SECONDS), [stored, live]);
}
