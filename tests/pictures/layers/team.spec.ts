// Picture of the team layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('team');
