import * as z from 'zod/mini';
import { CloudError } from '../../shared/collect/errors.ts';
import { maybe } from '../../shared/collect/wire.ts';
import { API } from './apis.ts';
import type { Ask } from './client.ts';
import { id, said } from './items.ts';
import { itemsOf } from './pages.ts';
import { regionOf } from './project.ts';
import type { Project } from './project.ts';

/** SDK type AuthProjectResult. */
const Item = z.object({ id, name: id, domain_id: id, enabled: maybe(z.boolean()) });

/** Those that the credentials may enter and that are switched on. `MOS` is one of the object store, of no region. */
export async function projectsOf(ask: Ask): Promise<readonly Project[]> {
  const items = itemsOf(await ask(API.projects, {}), 'projects', Item, API.projects.action);
  if (items.length === 0)
    throw new CloudError('denied', `${API.projects.action}: no project that these credentials may enter`);
  return items.flatMap(({ id: project, name, domain_id, enabled }) => {
    if (enabled === false || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(regionOf(name))) return [];
    return [{ id: project, name, domain: domain_id }];
  });
}

/** SDK type Region of iam v3. */
export const Region = z.object({ id, locales: maybe(z.record(z.string(), said)) });
export type Region = z.infer<typeof Region>;

/** All that there are, with their names in the languages of the console. */
export async function regionsOf(ask: Ask): Promise<readonly Region[]> {
  return itemsOf(await ask(API.regions, {}), 'regions', Region, API.regions.action);
}
