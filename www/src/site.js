// What every page without a playground does.

import { keepPages } from "./offline.js";

keepPages();
