// Accounts of the demonstration. All of them share one published password.

/** Password of every account of the demonstration. */
export const PASSWORD = "biaogan-demo-2026";

/** Works for the unit of Qingdao, which has seats left. */
export const UNIT = "recommending-unit@example.com";
export const OFFICE = "office@example.com";
export const MINISTRY = "ministry@example.com";
/** Sits on the machinery panel and has the least to do of all its experts. */
export const EXPERT = "expert@example.com";
/** Leads the machinery panel. */
export const LEAD = "expert05@example.com";
export const CHAIR = "chair@example.com";
/** Approves announcements. */
export const CAQ = "caq@example.com";
export const VICE_CHAIR = "vice-chair@example.com";

/** Experts of a panel (1 to 8), its lead first. Account of the lead of panel 1 has a name of its own. */
export function experts(panel: number): string[] {
  const all: string[] = [];
  for (let n = panel; n <= 59; n += 8) all.push(n === 1 ? "panel-lead@example.com" : `expert${String(n).padStart(2, "0")}@example.com`);
  return all;
}
