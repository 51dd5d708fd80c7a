namespace Farol.Gateway.Metering;

/// <summary>How cells that nobody needs leave: the report announces it, the loop uses them no more, the next report takes the last figures.</summary>
internal enum Retirement
{
    None,
    Announced,
    Done,
}
