// Before all tests: load the demonstration into a template. After them: remove it.

import { dropTemplate, makeTemplate } from "./world";

export default async function setup() {
  const template = await makeTemplate();
  // Workers are processes of their own; the environment reaches them.
  process.env.BIAOGAN_E2E_TEMPLATE = JSON.stringify(template);
  return () => dropTemplate(template);
}
