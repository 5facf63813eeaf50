@echo off
rem Starts the command line from the jars beside it; works from any folder.
setlocal
set "HERE=%~dp0"
set "JAVA_EXE="
if defined TOKENLESS_JAVA_HOME call :try "%TOKENLESS_JAVA_HOME%"
if not defined JAVA_EXE if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JAVA_EXE call :try "@tokenless.java.home@"
if not defined JAVA_EXE for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*") do if not defined JAVA_EXE call :try "%%~D"
if not defined JAVA_EXE (
  echo tokenless needs Java 25 or newer: install one, for example Temurin 25, or set JAVA_HOME to it. 1>&2
  exit /b 2
)
"%JAVA_EXE%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "%HERE%..\lib\*" dev.tokenless.app.Tokenless %*
exit /b %ERRORLEVEL%

:try
rem The release file of a JDK tells its version without starting it.
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  set "MAJOR=%%~V"
)
set "MAJOR=%MAJOR:"=%"
if not defined MAJOR exit /b 0
if %MAJOR% GEQ 25 set "JAVA_EXE=%~1\bin\java.exe"
exit /b 0
