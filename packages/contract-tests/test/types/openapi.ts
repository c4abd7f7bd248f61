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
         * @description Lists the message threads of one customer with one department that equal every filter. They are sorted, and limited to maxResults.
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
            /**
             * @description The threads, in the order of the sort.
             * @example [
             *       {
             *         "id": 1077,
             *         "archived": false,
             *         "closed": false,
             *         "dealerUuid": "dealer-riverside-motors",
             *         "departmentUuid": "service-department",
             *         "userUuid": "advisor-chloe",
             *         "customerUuid": "customer-01",
             *         "lastMessageOn": "2026-06-08T00:00:00.000Z",
             *         "lastDelegationOn": 1780875443000,
             *         "isWaitingForResponse": true
             *       }
             *     ]
             */
            readonly customerThreads: readonly components["schemas"]["CustomerThread"][];
            /**
             * @description The service's identifier of the request, for its support.
             * @example 0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11
             */
            readonly requestUUID: string;
            /**
             * @description The errors. If there are any, the response is not a list of threads (assumed).
             * @example []
             */
            readonly errors: readonly components["schemas"]["Error"][];
            /**
             * @description Warnings about a request that succeeded.
             * @example []
             */
            readonly warnings: readonly components["schemas"]["Warning"][];
        };
        readonly Warning: {
            /**
             * @description The kind of the warning.
             * @example PARTIAL_RESULT
             */
            readonly warningCode?: string;
            /**
             * @description The warning as text.
             * @example Some threads could not be loaded.
             */
            readonly warningDescription?: string;
        };
        readonly Error: {
            /**
             * @description The kind of the error.
             * @example INVALID_REQUEST
             */
            readonly errorCode: string;
            /**
             * @description The error as text.
             * @example The request is wrong: body.isClosed: expected boolean.
             */
            readonly errorDescription: string;
            /**
             * @description The service's identifier of this error, for its support.
             * @example 6f1d2c3b-2f44-4f0a-8a0c-6f6f0a6f4d10
             */
            readonly errorUID: string;
        };
        readonly CustomerThread: {
            /**
             * @description The identity of the thread.
             * @example 1077
             */
            readonly id: number & unknown;
            /**
             * @description True if the thread is archived.
             * @example false
             */
            readonly archived: boolean;
            /**
             * @description True if the thread is closed.
             * @example false
             */
            readonly closed: boolean;
            /**
             * @description The dealership.
             * @example dealer-riverside-motors
             */
            readonly dealerUuid?: string;
            /**
             * @description The department.
             * @example service-department
             */
            readonly departmentUuid: string;
            /**
             * @description The assignee. An unassigned thread belongs to a virtual default user.
             * @example advisor-chloe
             */
            readonly userUuid?: string;
            /**
             * @description The customer.
             * @example customer-01
             */
            readonly customerUuid: string;
            /**
             * Format: date-time
             * @description When the last message was sent or received, in RFC 3339.
             * @example 2026-06-08T00:00:00.000Z
             */
            readonly lastMessageOn?: string;
            /**
             * @description When the assignee last changed, in milliseconds since 1970.
             * @example 1780875443000
             */
            readonly lastDelegationOn?: number & unknown;
            /**
             * @description True if the customer waits for a response.
             * @example true
             */
            readonly isWaitingForResponse?: boolean;
        };
        readonly ListThreadsRequest: {
            /**
             * @description Lists only threads of this assignee. Text is compared with its case.
             * @example advisor-chloe
             */
            readonly assigneeUserUUID?: string;
            /**
             * @description Lists only threads that are archived, or only those that are not.
             * @example false
             */
            readonly isArchived?: boolean;
            /**
             * @description Lists only threads that are closed, or only those that are open.
             * @example false
             */
            readonly isClosed?: boolean;
            /**
             * Format: int32
             * @description Maximum number of threads. Default: no limit (assumed).
             * @example 10
             */
            readonly maxResults?: number;
            /**
             * @description The instant to sort by. Default: LAST_MESSAGE_ON (assumed).
             * @example LAST_MESSAGE_ON
             * @enum {string}
             */
            readonly sortOrderKey?: "LAST_MESSAGE_ON" | "LAST_DELEGATION_ON";
            /**
             * @description ASC is oldest first, DESC is newest first. Default: DESC (assumed).
             * @example DESC
             * @enum {string}
             */
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
                /**
                 * @description The department.
                 * @example service-department
                 */
                readonly departmentUUID: string;
                /**
                 * @description The customer.
                 * @example customer-01
                 */
                readonly customerUUID: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "assigneeUserUUID": "advisor-chloe",
                 *       "isArchived": false,
                 *       "isClosed": false,
                 *       "maxResults": 10,
                 *       "sortOrderKey": "LAST_MESSAGE_ON",
                 *       "sortOrder": "DESC"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ListThreadsRequest"];
            };
        };
        readonly responses: {
            /** @description The threads. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customerThreads": [
                     *         {
                     *           "id": 1077,
                     *           "archived": false,
                     *           "closed": false,
                     *           "dealerUuid": "dealer-riverside-motors",
                     *           "departmentUuid": "service-department",
                     *           "userUuid": "advisor-chloe",
                     *           "customerUuid": "customer-01",
                     *           "lastMessageOn": "2026-06-08T00:00:00.000Z",
                     *           "lastDelegationOn": 1780875443000,
                     *           "isWaitingForResponse": true
                     *         }
                     *       ],
                     *       "requestUUID": "0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11",
                     *       "errors": [],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description The path or the body is invalid. `errors` names each place. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customerThreads": [],
                     *       "requestUUID": "0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11",
                     *       "errors": [
                     *         {
                     *           "errorCode": "INVALID_REQUEST",
                     *           "errorDescription": "The request is wrong: body.isClosed: expected boolean.",
                     *           "errorUID": "6f1d2c3b-2f44-4f0a-8a0c-6f6f0a6f4d10"
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description The credentials are missing or wrong. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customerThreads": [],
                     *       "requestUUID": "0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11",
                     *       "errors": [
                     *         {
                     *           "errorCode": "INVALID_REQUEST",
                     *           "errorDescription": "The request is wrong: body.isClosed: expected boolean.",
                     *           "errorUID": "6f1d2c3b-2f44-4f0a-8a0c-6f6f0a6f4d10"
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customerThreads": [],
                     *       "requestUUID": "0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11",
                     *       "errors": [
                     *         {
                     *           "errorCode": "INVALID_REQUEST",
                     *           "errorDescription": "The request is wrong: body.isClosed: expected boolean.",
                     *           "errorUID": "6f1d2c3b-2f44-4f0a-8a0c-6f6f0a6f4d10"
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
            /** @description The body is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customerThreads": [],
                     *       "requestUUID": "0b9c8c1e-6b0e-4a55-9d0c-3a5f5f0f7a11",
                     *       "errors": [
                     *         {
                     *           "errorCode": "INVALID_REQUEST",
                     *           "errorDescription": "The request is wrong: body.isClosed: expected boolean.",
                     *           "errorUID": "6f1d2c3b-2f44-4f0a-8a0c-6f6f0a6f4d10"
                     *         }
                     *       ],
                     *       "warnings": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ListThreadsResponse"];
                };
            };
        };
    };
}
