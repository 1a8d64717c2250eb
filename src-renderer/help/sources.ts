/** A work that the guide rests on, as one looks it up. */
export interface Source {
  authors: string
  title: string
  place: string
  year: number
}

const iclr = 'International Conference on Learning Representations'
const icml = 'International Conference on Machine Learning'
const cvpr = 'IEEE Conference on Computer Vision and Pattern Recognition'

export const sources = {
  robbins: {
    authors: 'H. Robbins, S. Monro',
    title: 'A stochastic approximation method',
    place: 'Annals of Mathematical Statistics 22',
    year: 1951,
  },
  heavyBall: {
    authors: 'B. T. Polyak',
    title: 'Some methods of speeding up the convergence of iteration methods',
    place: 'USSR Computational Mathematics and Mathematical Physics 4',
    year: 1964,
  },
  adam: {
    authors: 'D. P. Kingma, J. Ba',
    title: 'Adam: a method for stochastic optimization',
    place: iclr,
    year: 2015,
  },
  adamw: {
    authors: 'I. Loshchilov, F. Hutter',
    title: 'Decoupled weight decay regularization',
    place: iclr,
    year: 2019,
  },
  sgdr: {
    authors: 'I. Loshchilov, F. Hutter',
    title: 'SGDR: stochastic gradient descent with warm restarts',
    place: iclr,
    year: 2017,
  },
  alexnet: {
    authors: 'A. Krizhevsky, I. Sutskever, G. E. Hinton',
    title: 'ImageNet classification with deep convolutional neural networks',
    place: 'Advances in Neural Information Processing Systems 25',
    year: 2012,
  },
  resnet: {
    authors: 'K. He, X. Zhang, S. Ren, J. Sun',
    title: 'Deep residual learning for image recognition',
    place: cvpr,
    year: 2016,
  },
  oneCycle: {
    authors: 'L. N. Smith, N. Topin',
    title: 'Super-convergence: very fast training of neural networks using large learning rates',
    place: 'arXiv 1708.07120',
    year: 2018,
  },
  largeBatches: {
    authors: 'P. Goyal and others',
    title: 'Accurate, large minibatch SGD: training ImageNet in 1 hour',
    place: 'arXiv 1706.02677',
    year: 2017,
  },
  decay: {
    authors: 'A. Krogh, J. A. Hertz',
    title: 'A simple weight decay can improve generalization',
    place: 'Advances in Neural Information Processing Systems 4',
    year: 1992,
  },
  dropout: {
    authors: 'N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov',
    title: 'Dropout: a simple way to prevent neural networks from overfitting',
    place: 'Journal of Machine Learning Research 15',
    year: 2014,
  },
  smoothing: {
    authors: 'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna',
    title: 'Rethinking the Inception architecture for computer vision',
    place: cvpr,
    year: 2016,
  },
  averaging: {
    authors: 'B. T. Polyak, A. B. Juditsky',
    title: 'Acceleration of stochastic approximation by averaging',
    place: 'SIAM Journal on Control and Optimization 30',
    year: 1992,
  },
  clipping: {
    authors: 'R. Pascanu, T. Mikolov, Y. Bengio',
    title: 'On the difficulty of training recurrent neural networks',
    place: icml,
    year: 2013,
  },
  mixed: {
    authors: 'P. Micikevicius and others',
    title: 'Mixed precision training',
    place: iclr,
    year: 2018,
  },
  stopping: {
    authors: 'L. Prechelt',
    title: 'Early stopping – but when?',
    place: 'Neural Networks: Tricks of the Trade, Springer',
    year: 1998,
  },
  batchNorm: {
    authors: 'S. Ioffe, C. Szegedy',
    title:
      'Batch normalization: accelerating deep network training by reducing internal covariate shift',
    place: icml,
    year: 2015,
  },
  lenet: {
    authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner',
    title: 'Gradient-based learning applied to document recognition',
    place: 'Proceedings of the IEEE 86',
    year: 1998,
  },
  elastic: {
    authors: 'P. Y. Simard, D. Steinkraus, J. C. Platt',
    title: 'Best practices for convolutional neural networks applied to visual document analysis',
    place: 'International Conference on Document Analysis and Recognition',
    year: 2003,
  },
  erasing: {
    authors: 'Z. Zhong, L. Zheng, G. Kang, S. Li, Y. Yang',
    title: 'Random erasing data augmentation',
    place: 'AAAI Conference on Artificial Intelligence',
    year: 2020,
  },
  noise: {
    authors: 'C. M. Bishop',
    title: 'Training with noise is equivalent to Tikhonov regularization',
    place: 'Neural Computation 7',
    year: 1995,
  },
  platt: {
    authors: 'J. C. Platt',
    title:
      'Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods',
    place: 'Advances in Large Margin Classifiers, MIT Press',
    year: 2000,
  },
  coupling: {
    authors: 'T.-F. Wu, C.-J. Lin, R. C. Weng',
    title: 'Probability estimates for multi-class classification by pairwise coupling',
    place: 'Journal of Machine Learning Research 5',
    year: 2004,
  },
  svm: {
    authors: 'C. Cortes, V. Vapnik',
    title: 'Support-vector networks',
    place: 'Machine Learning 20',
    year: 1995,
  },
  svmGuide: {
    authors: 'C.-W. Hsu, C.-C. Chang, C.-J. Lin',
    title: 'A practical guide to support vector classification',
    place: 'Technical report, National Taiwan University',
    year: 2003,
  },
  bags: {
    authors: 'L. Breiman',
    title: 'Out-of-bag estimation',
    place: 'Technical report, University of California, Berkeley',
    year: 1996,
  },
  forests: {
    authors: 'L. Breiman',
    title: 'Random forests',
    place: 'Machine Learning 45',
    year: 2001,
  },
  nearest: {
    authors: 'T. Cover, P. Hart',
    title: 'Nearest neighbor pattern classification',
    place: 'IEEE Transactions on Information Theory 13',
    year: 1967,
  },
} as const satisfies Record<string, Source>
