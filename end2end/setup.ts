// Before all tests: an empty shelf for the demonstrations that worlds are copied from. After them: it is cleared.

import { clearShelf, makeShelf } from "./templates";

export default async function setup() {
  await makeShelf();
  return clearShelf;
}
