@echo off
rem Turns photos into anime pictures: animegan --help tells how. Builds the command line the first time; needs a JDK, 17 or newer,
rem for that, unless this file is bin\animegan.cmd of a package with a Java of its own (docs/packages.md).
rem JAVA_HOME chooses the JDK, ANIMEGAN_JAVA_OPTS holds options for the JVM.
setlocal DisableDelayedExpansion
set "AG_HOME=%~dp0"

if exist "%AG_HOME%..\runtime\bin\java.exe" (
  set "AG_JAVA=%AG_HOME%..\runtime\bin\java.exe"
  set AG_PROGRAM=-cp "%AG_HOME%..\lib\*" io.github.animegan.examples.cli.Main
  goto run
)

set "AG_JAVA=java.exe"
if defined JAVA_HOME set "AG_JAVA=%JAVA_HOME%\bin\java.exe"
"%AG_JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo animegan: needs Java 17 or newer, by JAVA_HOME or on the PATH 1>&2
  exit /b 1
)
set "AG_JAR=%AG_HOME%examples\cli\target\animegan-cli.jar"
set AG_PROGRAM=-jar "%AG_JAR%"
if exist "%AG_JAR%" goto run
echo animegan: building, which takes a while the first time 1>&2
pushd "%AG_HOME%"
call mvnw.cmd -q -B -ntp -pl examples/cli -am package -Dmaven.test.skip=true -Dspotless.check.skip=true 1>&2
if errorlevel 1 (
  popd
  echo animegan: the build failed 1>&2
  exit /b 1
)
popd

:run
rem A Java without the Vector API would not start with the flag.
set "AG_VECTOR="
"%AG_JAVA%" --list-modules 2>nul | findstr /b "jdk.incubator.vector" >nul && set "AG_VECTOR=--add-modules jdk.incubator.vector"
rem %* hands the arguments on with their quotes, so that PowerShell's and cmd's quoting both arrive as they were.
"%AG_JAVA%" -XX:+UseSerialGC -Xmn48m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 %AG_VECTOR% %ANIMEGAN_JAVA_OPTS% %AG_PROGRAM% %*
exit /b %errorlevel%
