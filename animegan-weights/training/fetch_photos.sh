#!/bin/sh
# Gathers the training photos in FOLDER (first argument): the freely licensed ones of PHOTOS (second argument) and those
# of Debian 12 packages. photos.tsv names each with its author and licence. Nothing of it is committed.
set -eu
folder=$1
photos=$2
mkdir -p "$folder"
cp "$photos"/*.png "$photos"/*.jpg "$photos"/kodak/*.png "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 mate-backgrounds plasma-workspace-wallpapers ukui-wallpapers \
    lxqt-themes palapeli-data
for package in *.deb; do dpkg -x "$package" .; done
cp usr/share/backgrounds/*.jpg usr/share/backgrounds/*.png usr/share/backgrounds/mate/nature/*.jpg "$folder"
for wallpaper in usr/share/wallpapers/*; do
    for file in "$wallpaper"/contents/images/2560x1600.jpg; do
        if [ -f "$file" ]; then cp "$file" "$folder/$(basename "$wallpaper").jpg"; fi
    done
done
wallpapers=usr/share/lxqt/wallpapers
for name in Butterfly-Kenneth-Wimer.jpg Valendas.png after-the-rain.jpg appleflower.png butterfly.png drop.png flowers.png fog.jpg \
    this-is-not-windows.jpg; do cp "$wallpapers/$name" "$folder"; done
for name in cincinnati-bridge citrus-fruits european-honey-bee; do cp "usr/share/palapeli/collection/$name.jpg" "$folder"; done
