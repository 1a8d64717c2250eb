/** The recipe guide in English: what each part does, what it is here, and when it helps. */
export const guideEn = {
  title: 'Recipe guide',
  lead: 'What each part of a recipe does, what it is set to when you change nothing, when it is worth a try, and who described it. Change one thing at a time and compare the runs: on small images most parts move the test accuracy by tenths of a percent, which is about what another seed does. At the end stand ideas that the classical learners share.',
  contents: 'Contents',
  labels: { usual: 'Default', when: 'Use it', source: 'Source' },
  sections: {
    optimizers: 'Optimisers',
    rate: 'Learning rate',
    regularization: 'Against overfitting',
    augmentation: 'Augmentation',
    steps: 'Steps',
    run: 'The run as a whole',
    learners: 'Classical learners',
  },
  entries: {
    sgd: {
      title: 'SGD with momentum',
      text: 'Stochastic gradient descent moves every weight against the gradient of the loss on one batch. Momentum carries a share of the last step on into the next, which damps the zigzag between batches and speeds up along directions that stay the same.',
      usual:
        'Momentum {momentum} once SGD is chosen. The velocity is the running sum of gradients, and the learning rate multiplies all of it.',
      when: 'When you have time to tune the learning rate: often as good as Adam or better at the end, at rates of 0.01 to 0.1.',
    },
    adam: {
      title: 'Adam',
      text: 'Adam keeps a running mean of each weight’s gradient and of its square, and divides the one by the root of the other. Every weight so gets a step of about the size of the learning rate, however large or small its gradients are.',
      usual:
        'The default, with a learning rate of {learningRate}. The means decay by 0.9 and 0.999, and both are corrected for their start at zero.',
      when: 'As the first choice. It forgives a learning rate that is a few times too large or too small.',
    },
    decoupled: {
      title: 'SGDW and AdamW',
      text: 'The same as SGD and Adam, with weight decay taken out of the gradient: the weights are shrunk directly. In Adam this matters, since decay inside the gradient is divided away for just those weights whose gradients are large.',
      usual:
        'Off; choose them in the list of optimisers. With a weight decay of 0 they are SGD and Adam.',
      when: 'Whenever you use weight decay together with Adam, and where you tune rate and decay apart from each other.',
    },
    learningRate: {
      title: 'The rate and its schedule',
      text: 'The learning rate is the size of the steps, and the number that matters most in a recipe. A schedule changes it over the run: large steps get far quickly, small ones at the end settle between the noise of the batches.',
      usual:
        'A rate of {learningRate} on a cosine. “Constant” keeps one rate from the first step to the last.',
      when: 'If the loss turns to no number or jumps, divide the rate by three to ten; if it falls slowly and evenly, multiply it.',
    },
    cosine: {
      title: 'Cosine',
      text: 'The rate falls along half a cosine: slowly at first, fastest in the middle, slowly again at the end. It was published with restarts; here, as in most later work, it falls once over the whole run.',
      usual: 'The default schedule. It ends at a share of {finalShare} of the rate.',
      when: 'Nearly always, once you know how many epochs you want. A run that is stopped early misses the small steps.',
    },
    step: {
      title: 'Steps',
      text: 'The rate is multiplied by a factor every few epochs. The loss shows it: a fall at each step down, then a plateau.',
      usual: 'Times {stepFactor} every {everyEpochs} epochs once it is chosen.',
      when: 'To repeat older results, many of which were trained like this.',
    },
    plateau: {
      title: 'On plateau',
      text: 'The rate is multiplied by a factor when the validation loss has not fallen for a number of epochs. A cooldown lets the model settle before epochs are counted again.',
      usual:
        'Times {plateauFactor} after {plateauPatience} epochs without a lower loss once it is chosen. Each drop is told in the run’s events.',
      when: 'For long runs whose length you do not know beforehand, together with early stopping.',
    },
    oneCycle: {
      title: 'One cycle',
      text: 'The rate rises from a twenty-fifth of its value to all of it and then falls far below where it began, both along half a cosine. The high rates in the middle regularise by themselves, so that short runs get far.',
      usual:
        'Rises for the first {risePercent} % of the run once it is chosen. Momentum stays as it is.',
      when: 'For few epochs with a rate three to ten times the usual; take weight decay and dropout back a little.',
    },
    warmup: {
      title: 'Warm-up',
      text: 'The rate rises evenly from zero over the first epochs, or a part of one, before the schedule begins. The first gradients, from weights drawn at random, then cannot throw the model far off.',
      usual: 'None. One cycle brings a rise of its own.',
      when: 'For large rates and large batches: half an epoch to a few epochs.',
    },
    weightDecay: {
      title: 'Weight decay',
      text: 'Large weights bend the model to single images; decay pulls them towards zero. With SGD and Adam it is an L2 term: the weights times the decay are added to the gradient. With SGDW and AdamW it is decoupled: each step takes the learning rate times the decay off every weight, so that the schedule slows it too.',
      usual:
        'Off, at 0. Only the kernels of convolutions and dense layers decay: biases and the weights of batch normalisation do not.',
      when: 'When training accuracy runs ahead of validation accuracy. Try 0.0001 to 0.001 with L2, 0.01 to 0.1 with AdamW.',
    },
    dropout: {
      title: 'Dropout',
      text: 'While training, each value that passes a dropout layer is set to zero by chance, and the others are scaled up to make up for it. No unit can rely on a single other one, which works like training many thinner networks at once. When the model is used, nothing is dropped.',
      usual:
        'Each dropout layer’s own rate; a model without such layers has none. “One rate” puts the same on all of them.',
      when: 'Before wide dense layers, at 0.2 to 0.5. It wants more epochs.',
    },
    labelSmoothing: {
      title: 'Label smoothing',
      text: 'The target is no longer all on the right class: a small share is spread evenly over all of them. The model then gains nothing from making its scores ever larger, and its confidence fits its accuracy better.',
      usual:
        'Off; {smoothing} once it is switched on. The training loss then cannot reach zero; validation and test are measured without it.',
      when: 'When a model is sure of its mistakes, or some labels are wrong.',
    },
    average: {
      title: 'Average of weights',
      text: 'Beside the weights, a moving average of them is kept: each step leaves most of it and adds a little of the new weights. The average lies in the middle of where the last steps wandered, which is often a better place than the last step itself.',
      usual:
        'Off; {average} once it is switched on, and less in the first steps, so that the beginning is soon forgotten. The average is what is validated, tested and saved.',
      when: 'With a constant or high rate, where the validation accuracy jumps from epoch to epoch. After a schedule that falls to zero there is less to gain.',
    },
    batchNorm: {
      title: 'Batch normalisation',
      text: 'A layer of the model: each channel is shifted and scaled to mean 0 and deviation 1 over the batch, then by two weights that are learned. Gradients keep their size through many layers, so that higher rates work. When the model is used, moving averages of mean and variance stand in for those of a batch.',
      usual:
        'In the CNN with batch norm and in the ResNet; the averages decay by 0.99 a step. With several towers each part of a batch is measured by itself.',
      when: 'In models of more than a few layers. With batches under about 16 images its measure becomes noisy.',
    },
    moving: {
      title: 'Rotate, shift, scale, shear',
      text: 'Each training image is turned, shifted, resized and slanted by random amounts, drawn anew in each epoch, in one bilinear resampling. The model learns that a digit stays the same digit, which no number of epochs on the same images could teach.',
      usual:
        'Off. Switched on, up to ± {rotationDegrees}°, ± {shiftPixels} pixels, ± {scalePercent} % and ± {shearDegrees}°.',
      when: 'First of all that is listed here, if overfitting is the trouble. Keep amounts so small that you would still read the image.',
    },
    elastic: {
      title: 'Elastic distortion',
      text: 'Each pixel is taken from a place nearby, by a field of random displacements that was smoothed by a Gaussian. It imitates the unsteady hand of a writer, and was made for handwritten digits.',
      usual:
        'Off. Switched on, displacements of {elasticPixels} pixel in the mean, smoothed over 4 pixels.',
      when: 'For handwriting. For pieces of clothing and other rigid things, less or none.',
    },
    erasing: {
      title: 'Random erasing',
      text: 'In about half of the images a rectangle of random size, shape and place is filled with noise. The model learns to look at more than the one spot that gives a class away.',
      usual: 'Off. Switched on, the rectangle covers up to {erasePercent} % of the image.',
      when: 'When things may be partly hidden, and for long runs on few images.',
    },
    noise: {
      title: 'Noise',
      text: 'Gaussian noise is added to each pixel. Small noise on the input acts like a penalty on how steeply the output changes with it, a relative of weight decay.',
      usual:
        'Off. Switched on, a deviation of {noisePercent} % of white; what leaves the range of a pixel is cut off.',
      when: 'When the model will see grainier images than it was trained on.',
    },
    batchSize: {
      title: 'Batch size and epochs',
      text: 'A batch is what one gradient is computed from; an epoch is one pass over all training images. Larger batches use the machine better and give fewer, smoother steps. Up to a point, a batch k times as large wants a rate k times as large with SGD.',
      usual: '{epochs} epochs of batches of {batchSize} images.',
      when: 'Smaller batches when memory is short; more epochs as long as the validation loss still falls.',
    },
    accumulation: {
      title: 'Accumulated batches',
      text: 'The gradients of several batches are averaged before the optimiser takes one step. That is the step of a batch so many times as large, in the memory of one. Batch normalisation still sees one batch at a time.',
      usual: 'Off, at 1. Rate, warm-up and steps an epoch count steps of the optimiser.',
      when: 'When a larger batch would not fit into memory. It makes nothing faster.',
    },
    clipping: {
      title: 'Gradient clipping',
      text: 'Where all gradients together, as one long vector, are longer than a limit, they are scaled down to it. The direction stays; a single bad batch can no longer throw the model off.',
      usual: 'Off; a norm of {norm} once it is switched on.',
      when: 'When the loss jumps up in single steps, or a run ends because it was no number any more.',
    },
    precision: {
      title: 'Mixed precision',
      text: 'Convolutions and matrix products are computed in 16 bits, while the weights stay in 32. The loss is scaled up so that small gradients do not vanish, and the scale is lowered whenever they overflow.',
      usual:
        '32 bits. On a CPU mixed precision is slower, so it is not used there, and the run’s events say so.',
      when: 'On a GPU, for larger models.',
    },
    towers: {
      title: 'Towers',
      text: 'A batch is cut into parts that run side by side on the same weights, and their gradients are averaged for one step. It is the data parallelism of many GPUs, on the cores of one processor.',
      usual:
        '“Fastest”: one tower or one a core, whichever was quicker when a model was first trained; the answer is kept. The number stands in the run’s environment.',
      when: 'Choose one when batch normalisation should see the whole batch, or when two machines should cut batches alike.',
    },
    earlyStopping: {
      title: 'Early stopping',
      text: 'The run ends when a figure, such as the validation accuracy, has not got better for a number of epochs. Beyond that point a model mostly learns its training images by heart. The weights of the best epoch can be put back before the test.',
      usual:
        'Off. Switched on, it watches the validation accuracy with a patience of {patience} epochs and keeps the best epoch.',
      when: 'With many epochs and a rate that is constant or drops on a plateau. A cosine or one cycle is planned for the whole run: cut short, it never gets to its small steps.',
    },
    checkpoints: {
      title: 'Checkpoints and going on',
      text: 'A checkpoint holds the weights, the optimiser’s state, the schedule and the place in the epoch. A run that was stopped, that crashed or whose loss was no number any more can go on from the newest one, with the draws that it would have had. Each is written aside and renamed when it is whole, so that a power cut leaves the one before.',
      usual:
        'Written at the end of each epoch, every few minutes within a long one, and when you stop a run.',
      when: 'There is nothing to switch on. Go on with a smaller rate if the loss was no number any more.',
    },
    seed: {
      title: 'Seed: the same run again',
      text: 'First weights, the order of the images, augmentation and dropout are all drawn from one seed, each from a stream of its own. The same spec on the same machine gives the same bits again. Another machine, or another number of towers, adds in another order and differs by rounding, which grows over the steps.',
      usual:
        'Seed {seed}. The split into training and validation has its own, so that runs over seeds share one split.',
      when: 'Train with three to five seeds before you believe in a difference of a tenth of a percent.',
    },
    votes: {
      title: 'Votes and probabilities',
      text: 'A probability is meant to say how often such an answer is right. Votes say only who is for it: of {neighbours} neighbours two are 67 %, however clear the image is, and a support vector machine counts the pairs of classes that each class wins, with a little for how decided they were. Platt scaling fits a curve from distances to probabilities on images held back in turn. A forest’s shares are the mean of what its leaves hold; the window shows them as probabilities.',
      usual: 'kNN and the support vector machine give votes, all others probabilities.',
      when: 'Have the probabilities of a support vector machine fitted when you need to know which answers to trust; the fit then takes several times as long. The answer itself rarely changes.',
    },
    costAndGamma: {
      title: 'C and gamma',
      text: 'C is the price of a training image on the wrong side of the border: a large one bends the border around every image, a small one keeps it smooth. Gamma is how quickly likeness fades with distance in the RBF kernel: a large one sees the closest images only, a small one makes the border nearly straight. They work on each other, so they are looked for together, on a grid whose steps are factors.',
      usual: 'C {cost} and gamma {gamma}, for pixels of 0 to 1.',
      when: 'Search both when you change the number of images. Where the best pair lies at the edge of the grid, move the grid.',
    },
    outOfBag: {
      title: 'Out-of-bag accuracy',
      text: 'Each tree of a forest learns from images drawn with replacement, and so does not see about 37 % of them. Asked only of trees that did not see it, every training image becomes a test image, and the forest is judged without any that are held back.',
      usual:
        'Worked out with every fit; a good third of the {trees} trees judge each image, so that it comes out a little lower than the test accuracy.',
      when: 'To choose the trees’ depth and leaves without looking at the test images.',
    },
    exactNeighbours: {
      title: 'Exact neighbours',
      text: 'kNN compares an image with every training image, and the neighbours that are found are the true nearest ones. Large matrix products sort out who may be near; the distances of those that remain are computed anew, so that rounding does not choose. Approximate indices are faster on millions of images and now and then miss one.',
      usual:
        'Always exact. Equally near images come in the order of the training set, and a tie of votes goes to the lower class.',
      when: 'There is nothing to switch on. Where answers take too long, PCA shortens each comparison: its neighbours are exact among the components that were kept.',
    },
  },
}
