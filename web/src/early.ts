import { askEarly } from '~/api/early';

askEarly(window.location);
