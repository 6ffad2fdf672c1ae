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
rem Of a heap below 384 MB, as -Xmx in megabytes says, the young generation is an eighth, so that a photo finds room beside it.
set "AG_YOUNG=48"
if not defined ANIMEGAN_JAVA_OPTS goto start
set "AG_HEAP=%ANIMEGAN_JAVA_OPTS:*-Xmx=%"
for /f "tokens=1" %%w in ("%AG_HEAP%") do set "AG_HEAP=%%~w"
if /i not "%AG_HEAP:~-1%"=="m" goto start
set "AG_HEAP=%AG_HEAP:~0,-1%"
if "%AG_HEAP%"=="" goto start
for /f "delims=0123456789" %%w in ("%AG_HEAP%") do goto start
if %AG_HEAP% geq 10 if %AG_HEAP% lss 384 set /a AG_YOUNG=AG_HEAP/8

:start
rem %* hands the arguments on with their quotes, so that PowerShell's and cmd's quoting both arrive as they were.
"%AG_JAVA%" -XX:+UseSerialGC -Xmn%AG_YOUNG%m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:Tier3BackEdgeThreshold=6000 %AG_VECTOR% %ANIMEGAN_JAVA_OPTS% %AG_PROGRAM% %*
exit /b %errorlevel%
