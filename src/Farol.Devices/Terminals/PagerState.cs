namespace Farol.Devices.Terminals;

/// <summary>Whether the router stops after each page of output.</summary>
public enum PagerState
{
    /// <summary><c>screen-length 0 temporary</c> was accepted.</summary>
    Off,

    /// <summary>The router refused to switch it off; each page is asked for.</summary>
    On,
}
