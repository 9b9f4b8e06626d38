# One image for the web server, the worker, beat and the migration.
FROM python:3.13-slim

# What WeasyPrint lays text out with; no wheel brings it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The solver keeps what it has compiled; the file system is read-only but for this container's own /tmp.
ENV NUMBA_CACHE_DIR=/tmp/numba
WORKDIR /app

COPY requirements/production.txt requirements/production.txt
RUN pip install --require-hashes --only-binary :all: -r requirements/production.txt

COPY manage.py ./
COPY blues blues
COPY clusters clusters
COPY exchanges exchanges
COPY workpackages workpackages
COPY templates templates
COPY static static

# Collecting static files touches no service and keeps no secret: these values serve this line only.
RUN SECRET_KEY=unused ALLOWED_HOSTS=unused PORTAL_URL=https://unused.invalid \
    DATABASE_URL=postgres://unused/unused REDIS_URL=redis://unused SEAL_DIR=/unused MEDIA_ROOT=/unused \
    EMAIL_HOST=unused DEFAULT_FROM_EMAIL=unused@unused.invalid \
    python manage.py collectstatic --noinput

# Volumes that are mounted here for the first time take over this owner.
RUN useradd --system --uid 10001 --home-dir /var/lib/blues --create-home blues \
 && install -d -o blues -g blues -m 0700 /var/lib/blues/media /var/lib/blues/seal
USER blues

EXPOSE 8000
CMD ["granian", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--workers=2", "--blocking-threads=4", "--no-ws", "blues.wsgi:application"]
