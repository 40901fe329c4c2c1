import { z } from 'zod';
import { type Operation, operations } from './operations.ts';

/** OpenAPI 3.1, from the schemas that the server itself checks with. */
export function openapiDocument(publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    (paths[operation.path] as Record<string, unknown>)[operation.method] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Belay memory',
      version: '0.1.0',
      description:
        'A CortexDB v1 compatible memory. Errors are flat JSON: error_code, message, details, retriable, request_id.',
    },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'PASETO v4.public',
          description: 'Every call also carries X-Cortex-Actor, equal to the subject of the token.',
        },
        visitor: {
          type: 'http',
          scheme: 'bearer',
          description: 'Of a visitor, from POST /v1/widget/session: `Authorization: Bearer bvt_…`.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'belay.session_token',
          description:
            'Of a signed-in person. Calls also carry X-Belay-Tenant, the id of one of their organisations; what changes something needs an Origin of this server.',
        },
      },
    },
  };
}

function describe(operation: Operation): Record<string, unknown> {
  return {
    summary: operation.summary,
    ...(operation.open ? { security: [] } : {}),
    ...(operation.session ? { security: [{ session: [] }] } : {}),
    ...(operation.visitor ? { security: [{ visitor: [] }] } : {}),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(operation.body) } },
          },
        }
      : {}),
    responses: {
      default: {
        description: operation.served
          ? (operation.answer ?? '200')
          : '501 NOT_IMPLEMENTED: documented by CortexDB, not served by Belay',
      },
    },
  };
}

function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject | undefined) {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
