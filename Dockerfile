# The stand-in server in a container. It listens to others, so it needs credentials:
#   docker build --tag customer-threads . && docker run --rm --publish 8080:8080 \
#     --env THREADS_USERNAME=demo --env THREADS_PASSWORD=demo customer-threads --allow-host stand-in --control
FROM node:24 AS build
WORKDIR /build
COPY . .
RUN npm ci

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/packages/cli/bin bin
COPY --from=build /build/packages/cli/dist dist
COPY --from=build /build/packages/cli/samples samples
COPY --from=build /build/packages/cli/package.json package.json
COPY --from=build /build/LICENSE LICENSE
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/threads.cjs", "serve", "--host", "0.0.0.0"]
