export interface paths {
    readonly "/communications/departments/{departmentUUID}/customers/{customerUUID}/threads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get customer thread list for request parameters
         * @description The message threads of one customer with one department: those that equal every filter, sorted, the first maxResults of them.
         */
        readonly post: operations["threads.listThreads"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly ListThreadsResponse: {
            readonly customerThreads: readonly components["schemas"]["CustomerThread"][];
            readonly requestUUID: string;
            readonly errors: readonly components["schemas"]["Error"][];
            readonly warnings: readonly components["schemas"]["Warning"][];
        };
        readonly Warning: {
            readonly warningCode?: string;
            readonly warningDescription?: string;
        };
        readonly Error: {
            readonly errorCode: string;
            readonly errorDescription: string;
            readonly errorUID: string;
        };
        readonly CustomerThread: {
            readonly id: number & unknown;
            readonly archived: boolean;
            readonly closed: boolean;
            readonly dealerUuid?: string;
            readonly departmentUuid: string;
            /** @description the assignee */
            readonly userUuid?: string;
            readonly customerUuid: string;
            /**
             * Format: date-time
             * @description RFC 3339, as in 2025-03-28T11:34:43.272Z
             */
            readonly lastMessageOn?: string;
            readonly lastDelegationOn?: number & unknown;
            readonly isWaitingForResponse?: boolean;
        };
        readonly ListThreadsRequest: {
            readonly assigneeUserUUID?: string;
            readonly isArchived?: boolean;
            readonly isClosed?: boolean;
            /** Format: int32 */
            readonly maxResults?: number;
            /** @enum {string} */
            readonly sortOrderKey?: "LAST_MESSAGE_ON" | "LAST_DELEGATION_ON";
            /** @enum {string} */
            readonly sortOrder?: "ASC" | "DESC";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly "threads.listThreads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly departmentUUID: string;
                readonly customerUUID: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ListThreadsRequest"];
            };
        };
        readonly responses: {
            /** @description ListThreadsResponse */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description ListThreadsResponse */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description ListThreadsResponse */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description ListThreadsResponse */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description ListThreadsResponse */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
        };
    };
}
