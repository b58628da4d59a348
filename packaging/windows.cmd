@echo off
rem packaging\windows run    opens the demo house
rem packaging\windows test   runs the checks and every test
setlocal
cd /d "%~dp0.."
if not "%1"=="run" if not "%1"=="test" goto usage

if not exist .venv\Scripts\python.exe py -3 -m venv .venv || goto nopython
fc /b packaging\requirements-dev.txt .venv\installed.txt >nul 2>&1 && goto ready
.venv\Scripts\python -m pip install --quiet --require-hashes --only-binary :all: -r packaging\requirements-dev.txt || exit /b 1
.venv\Scripts\python -m pip install --quiet --no-deps --no-build-isolation --no-index -e . || exit /b 1
copy /y packaging\requirements-dev.txt .venv\installed.txt >nul

:ready
set PATH=%CD%\.venv\Scripts;%PATH%
if "%1"=="run" ( noren demo & exit /b )
ruff check . && ruff format --check . && mypy && lint-imports --no-logo || exit /b 1
set QT_QPA_PLATFORM=offscreen
python -m pytest tests
exit /b

:nopython
echo Python 3.11 or newer is needed: install it from the Microsoft Store, then try again.
exit /b 1

:usage
echo packaging\windows run ^| test
exit /b 2
