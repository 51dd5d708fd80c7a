namespace Farol.Gateway.Loop;

/// <summary>Something that a deadline may end.</summary>
internal interface ITimed
{
    /// <summary>The deadline of <paramref name="timer"/> has passed; it is off until it is set again.</summary>
    void OnDue(LoopTimer timer);
}
