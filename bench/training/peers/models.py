"""The models of the gallery in PyTorch and in Keras, layer for layer; logits as the last output."""


def torch_model(name):
    from torch import nn

    class Residual(nn.Module):
        def __init__(self, inputs, filters, strides):
            super().__init__()
            self.body = nn.Sequential(
                nn.Conv2d(inputs, filters, 3, strides, 1, bias=False),
                nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01),
                nn.ReLU(),
                nn.Conv2d(filters, filters, 3, 1, 1, bias=False),
                nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01),
            )
            self.skip = nn.Identity()
            if strides > 1:
                self.skip = nn.Sequential(
                    nn.Conv2d(inputs, filters, 1, strides, bias=False),
                    nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01),
                )
            self.relu = nn.ReLU()

        def forward(self, x):
            return self.relu(self.body(x) + self.skip(x))

    if name == "lenet5":
        return nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
            nn.Flatten(), nn.Linear(400, 120), nn.Tanh(),
            nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10),
        )
    if name == "cnn":
        return nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10),
        )
    if name == "cnn-bn":
        return nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1, bias=False),
            nn.BatchNorm2d(32, eps=1e-3, momentum=0.01), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1, bias=False),
            nn.BatchNorm2d(64, eps=1e-3, momentum=0.01), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10),
        )
    blocks = [nn.Conv2d(1, 16, 3, padding=1, bias=False),
              nn.BatchNorm2d(16, eps=1e-3, momentum=0.01), nn.ReLU()]
    inputs = 16
    for filters in (16, 32, 64):
        for block in range(2):
            blocks.append(Residual(inputs, filters, 2 if inputs != filters else 1))
            inputs = filters
    return nn.Sequential(*blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def keras_model(name):
    from keras import Model, layers

    def convolve(x, filters, size=3, strides=1):
        x = layers.Conv2D(filters, size, strides, padding="same", use_bias=False)(x)
        return layers.BatchNormalization()(x)

    image = x = layers.Input((28, 28, 1))
    if name == "lenet5":
        x = layers.Conv2D(6, 5, padding="same", activation="tanh")(x)
        x = layers.AveragePooling2D(2)(x)
        x = layers.Conv2D(16, 5, activation="tanh")(x)
        x = layers.AveragePooling2D(2)(x)
        x = layers.Flatten()(x)
        x = layers.Dense(120, activation="tanh")(x)
        x = layers.Dense(84, activation="tanh")(x)
    elif name == "cnn":
        x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Conv2D(64, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Flatten()(x)
        x = layers.Dense(128, activation="relu")(x)
    elif name == "cnn-bn":
        for filters in (32, 64):
            x = layers.ReLU()(convolve(x, filters))
            x = layers.MaxPooling2D(2)(x)
        x = layers.Flatten()(x)
        x = layers.Dropout(0.5)(layers.Dense(128, activation="relu")(x))
    else:
        x = layers.ReLU()(convolve(x, 16))
        inputs = 16
        for filters in (16, 32, 64):
            for _ in range(2):
                strides = 2 if inputs != filters else 1
                around = convolve(x, filters, 1, strides) if strides > 1 else x
                y = layers.ReLU()(convolve(x, filters, 3, strides))
                x = layers.ReLU()(layers.Add()([convolve(y, filters), around]))
                inputs = filters
        x = layers.GlobalAveragePooling2D()(x)
    return Model(image, layers.Dense(10)(x))
