namespace Farol.Live;

/// <summary>How far a walk is that waits in <see cref="FanOutQueue"/>.</summary>
internal enum FanOutStage
{
    Waiting,
    Beginning,
    Begun,
}
